"""What people come for, one story a file: the tests of the whole, and where the pictures of the documents come from."""
