package dev.dspex.edit;

import dev.dspex.program.Link;
import dev.dspex.program.Order;
import dev.dspex.program.Port;
import dev.dspex.program.Program;

/** Whether a link may be drawn, and if not, why. */
public sealed interface Fit {
    /** The link may be drawn. */
    record Fits() implements Fit {}

    /** The types do not fit; both as in program files. */
    record TypesDiffer(String from, String to) implements Fit {}

    /** The node would feed itself, at once or through others. */
    record Circle() implements Fit {}

    /** One of the two is no end of a link: both give, or both take. */
    record NoEnd() implements Fit {}

    static Fit of(Program program, Port from, Port to) {
        var source = program.source(from);
        var target = program.target(to);
        if (source.isEmpty() || target.isEmpty()) return new NoEnd();
        if (from.node().equals(to.node()) || circle(program, new Link(from, to)))
            return new Circle();
        var given = source.get().type();
        var taken = target.get().type();
        return given.fits(taken) ? new Fits() : new TypesDiffer(given.text(), taken.text());
    }

    private static boolean circle(Program program, Link link) {
        return !Order.of(Edits.connect(program, link.from(), link.to())).cycle().isEmpty()
                && Order.of(program).cycle().isEmpty();
    }
}
