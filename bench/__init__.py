"""What the project costs: one command measures it in one run and prints ratios (`python -m bench`)."""
