"""What is measured, a file a subject: each has `measure`, from the ground to lines of the table."""
