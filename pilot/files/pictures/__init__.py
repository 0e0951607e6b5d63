"""Pictures that leave the program: shapes once, written as svg or png, each with what there is to know about it."""
