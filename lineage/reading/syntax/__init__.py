"""The grammar of a sentence: words by what they mean for data, phrases, and the path from a name to the act."""
