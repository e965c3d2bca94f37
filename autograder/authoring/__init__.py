"""From the two hand-written files of an exercise to everything else, and the proof that they are good."""
