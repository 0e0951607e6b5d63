"""Files that leave the program: a table once, written as csv, xlsx or docx by whoever hands it in."""
