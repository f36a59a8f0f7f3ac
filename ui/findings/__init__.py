"""What the checks found, as an inbox beside the page: Voorbereiden answers it, Beoordelen reads it."""
