package dev.dspex.run;

import dev.dspex.event.RunEvent;

import java.util.function.Consumer;

/** Opens what the tasks of a session come from. */
final class TaskFeeds {
    private TaskFeeds() {}

    /**
     * @param tell takes what is wrong with what comes
     */
    static TaskFeed open(RunRequest.Session request, Consumer<RunEvent> tell) {
        return switch (request.feed()) {
            case SessionFeed.Data _ -> new RowsFeed(request.rows().rows(), request.rounds());
            case SessionFeed.Watched watched ->
                    new WatchedFeed(watched.path(), request.setup().program(), tell);
            case SessionFeed.Requests requests -> requests.queue().feed();
        };
    }
}
