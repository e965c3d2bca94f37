"""Answer and expected answer to verdict, in pure functions: no files, no processes, no clock."""
