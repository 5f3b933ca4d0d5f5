"""What counts as a fault: one file a check, the facts it judges, and its tables. Knows no crawler and no database."""
