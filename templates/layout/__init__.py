"""Format profiles (thể thức) as dated data, and the values they are read into."""
