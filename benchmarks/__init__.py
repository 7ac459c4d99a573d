"""What Kithbook costs: CPU and memory of its steps, beside plain MkDocs in the same run."""
