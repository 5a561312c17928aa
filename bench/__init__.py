"""What the project costs and how well it reads: one command measures it and prints ratios (`python -m bench`)."""
