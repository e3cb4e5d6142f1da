"""The law: symbols, texts, validity, git, search. The ground floor: it imports no other folder."""
