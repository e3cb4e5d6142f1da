"""The office's git repository: reading at a revision, recording, undoing, surviving a kill."""
