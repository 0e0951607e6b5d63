"""Papers about consent: the letter that tells what is asked, the form, and what was signed.

A letter is words of ours with the facts of the pilot in them (`wording`, `facts`); each text that was printed or read
is kept as a version (`letters`), so that what somebody signed stays what it was. It is answered on the screen or on
paper (`answering`), and what was drawn or photographed lies beside the register (`pictures`).
"""
