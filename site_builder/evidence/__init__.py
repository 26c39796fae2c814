"""What a source's own text says about our quotes: the ladder, the copies it is climbed on, and what was found.

An outbuilding: reached from the command line only, never from the path. `build` reads the files written here as
it reads any content. `matching` and what it stands on are pure: text in, verdict out.
"""
