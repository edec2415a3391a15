"""Word lists, apart from the code that uses them; all lower case, all British and American."""
