"""From whatever a person pastes to what it leads to: a person, a photo, a hash. Pure."""
