"""Planning deletion requests: one person, ten thousand people, and the same without anything kept between them."""
