package dev.dspex.app.lab;

import org.fxmisc.richtext.model.NodeSegmentOpsBase;

import java.util.Collection;

/** A card in a text counts as one letter. */
final class CardOps extends NodeSegmentOpsBase<Card, Collection<String>> {
    CardOps() {
        super(new Card(Card.Kind.TOLD, "", "", ""));
    }

    @Override
    public int length(Card card) {
        return card == createEmptySeg() ? 0 : 1;
    }
}
