"""The wording engine behind `typo` and `proofread`: known wrong forms, their company, and how sure a fault is."""
