"""Builds the static model that the package ships (`make model`)."""
