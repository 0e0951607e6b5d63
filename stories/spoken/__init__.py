"""What is said rather than typed: recorded in the browser, sent piece by piece, written out, and put into a story.

`taking` takes the pieces, `closing` makes a recording of them, `rest` takes what comes after that, `landing` brings
what was written out to its story. The recorder itself is ES modules.

How what lies on a phone is kept secret. A piece is encrypted in the browser (AES-GCM) before it is stored there. Its
key is made here when a recording begins, and handed only to the account that began it, in a sitting that is signed in;
the browser holds it in memory, where scripts cannot read it, and writes it down nowhere. So a phone that is found, or a
copy of its disk, gives nothing away without a sign-in; and a browser that was killed gets the same key again and can
send what it kept. A key that the browser keeps itself would lie beside what it locks; one of the sitting would be gone
with it. The key goes here once all has arrived, or was thrown away: what a device could not clear then stays locked.
"""
