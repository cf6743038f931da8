"""How a holder is told, and what they answer: one file a channel, each with a card."""
