"""Who owns which photo, and which dataset contains it."""
