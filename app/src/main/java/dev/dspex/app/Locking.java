package dev.dspex.app;

import dev.dspex.app.notify.Notice;
import dev.dspex.project.Locked;
import dev.dspex.project.ProjectLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.util.function.Consumer;

/** A second window on the same project may read it; what both write would get lost. */
final class Locking {
    private static final Logger LOG = LoggerFactory.getLogger(Locking.class);

    private Locking() {}

    /** Null where the project is open elsewhere, which the person is told, or cannot be locked. */
    static @Nullable ProjectLock lock(Path folder, Consumer<Notice> notices) {
        return switch (ProjectLock.tryLock(folder)) {
            case Locked.Here(var held) -> held;
            case Locked.Elsewhere elsewhere -> {
                notices.accept(Notice.warning(elsewhere.message(), ""));
                yield null;
            }
            case Locked.Unwritable(var log) -> {
                LOG.warn("{} not locked: {}", folder, log);
                yield null;
            }
        };
    }
}
