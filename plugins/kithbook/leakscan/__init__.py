"""The leak scan: reads all of the built public site, looking for anything private."""
