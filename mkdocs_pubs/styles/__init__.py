"""First-party pybtex styles, usable wherever pybtex is."""
