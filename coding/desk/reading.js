// In the place of acts.js and sync.js for who may read a document but not code it: nothing is stored, sent or asked for.

export class Reading {
  waiting = 0;

  begin() {}

  end() {}

  apply() {}

  remove() {}

  finish() {}

  undo() {}

  redo() {}

  own() {}

  favour() {}

  heard() {}
}
