"""What people read of a request: letters to holders, to the requester, to an authority, and a page to manage it."""
