"""Numbers out of columns of text, a million rows at a time. Pure; needs numpy (the extra `photos`)."""
