"""What leaves the house: scores, tables and documents."""
