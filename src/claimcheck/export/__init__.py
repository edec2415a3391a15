"""What leaves the house, in forms that other programs read."""
