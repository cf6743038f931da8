"""Polite HTTP: the only room that talks to the web, and only to hosts that a card or a setting names."""
