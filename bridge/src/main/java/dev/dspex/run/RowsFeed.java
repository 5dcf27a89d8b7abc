package dev.dspex.run;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * The rows of a data set.
 *
 * @param rounds how often they are gone through; 0 for ever
 */
record RowsFeed(List<Rows.Row> rows, int rounds) implements TaskFeed {
    @Override
    public Next next(int number) {
        Long total = total();
        if (rows.isEmpty() || (total != null && number > total)) return new Next.End();
        return new Next.Given(rows.get((number - 1) % rows.size()), _ -> {});
    }

    @Override
    public Optional<Rows.Row> find(String row) {
        return rows.stream().filter(one -> one.id().equals(row)).findFirst();
    }

    @Override
    public @Nullable Long total() {
        return rounds == 0 ? null : (long) rounds * rows.size();
    }
}
