"""The small server behind `kith serve`: it answers this machine's own browser, and nobody else."""
