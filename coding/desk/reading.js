// In the place of work.js for who may read a document but not code it: nothing is stored, sent or asked for.

export class Reading {
  begin() {}

  listen() {}

  end() {}

  apply() {}

  remove() {}

  finish() {}

  undo() {}

  redo() {}
}
