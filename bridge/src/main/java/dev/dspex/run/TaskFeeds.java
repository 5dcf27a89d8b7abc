package dev.dspex.run;

/** Opens what the tasks of a session come from. */
final class TaskFeeds {
    private TaskFeeds() {}

    static TaskFeed open(RunRequest.Session request) {
        return switch (request.feed()) {
            case SessionFeed.Data() -> new RowsFeed(request.rows().rows(), request.rounds());
        };
    }
}
