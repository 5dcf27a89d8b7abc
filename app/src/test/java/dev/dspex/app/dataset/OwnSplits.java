package dev.dspex.app.dataset;

import dev.dspex.dataset.SplitFiles;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Map;

/** The splits of a project that is nowhere else open: remembers what was done. */
final class OwnSplits implements Splits {
    private final Path project;
    @Nullable SplitFiles made;
    @Nullable Path undone;

    OwnSplits(Path project) {
        this.project = project;
    }

    @Override
    public Path project() {
        return project;
    }

    @Override
    public Map<String, String> data() {
        return Map.of("train", "data/train.jsonl", "test", "data/test.jsonl");
    }

    @Override
    public long seed() {
        return 7;
    }

    @Override
    public boolean busy() {
        return false;
    }

    @Override
    public void use(SplitFiles files) {
        made = files;
    }

    @Override
    public void undo(Path folder) {
        undone = folder;
    }
}
