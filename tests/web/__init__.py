"""Pages, one file per address; each climbs the same ladder."""
