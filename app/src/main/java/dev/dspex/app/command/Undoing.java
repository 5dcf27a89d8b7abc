package dev.dspex.app.command;

/** A view with steps of its own: the window's Undo and Redo go to it while it is in front. */
public interface Undoing {
    void undo();

    void redo();
}
