"""What ``regulations.compare`` is made of: pieces of texts, their pairing, and words in lines."""
