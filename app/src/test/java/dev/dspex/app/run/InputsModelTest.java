package dev.dspex.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.feed.Values;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.FieldType.Basic;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

class InputsModelTest {
    private static final Field TEXT = new Field("ticket", Basic.STR);
    private static final Field WHOLE = new Field("age", Basic.INT);
    private static final Field REAL = new Field("weight", Basic.FLOAT);
    private static final Field YES = new Field("urgent", Basic.BOOL);
    private static final Field CHOICE =
            new Field(
                    "channel",
                    new FieldType.Literal(
                            List.of(
                                    new FieldType.Choice.Text("mail"),
                                    new FieldType.Choice.Whole(3))));
    private static final Field LIST = new Field("tags", new FieldType.ListOf(Basic.STR));

    private final InputsModel model = new InputsModel();

    @BeforeEach
    void fields() {
        model.setFields(List.of(TEXT, WHOLE, REAL, YES, CHOICE, LIST), Set.of());
    }

    @Test
    void textsBecomeValuesOfTheirTypes() {
        model.edit(TEXT, "Broken");
        model.edit(WHOLE, " 7 ");
        model.edit(REAL, "0.5");
        model.edit(YES, "true");
        model.edit(CHOICE, "3");
        model.edit(LIST, "[\"a\"]");

        assertThat(model.parse())
                .isInstanceOfSatisfying(
                        InputsModel.Parsed.Good.class,
                        good ->
                                assertThat(good.values().toString())
                                        .isEqualTo(
                                                "{\"ticket\":\"Broken\",\"age\":7,\"weight\":0.5,\"urgent\":true,\"channel\":3,\"tags\":[\"a\"]}"));
    }

    @Test
    void eachWrongTextIsNamed() {
        model.edit(WHOLE, "7.5");
        model.edit(REAL, "NaN");
        model.edit(LIST, "{\"a\":\n 1");

        assertThat(model.parse())
                .isInstanceOfSatisfying(
                        InputsModel.Parsed.Bad.class,
                        bad -> {
                            assertThat(bad.problems())
                                    .containsOnlyKeys("ticket", "age", "weight", "tags");
                            assertThat(bad.problems().get("tags"))
                                    .isEqualTo("tags is not JSON, see line 2.");
                        });
    }

    @Test
    void aRowFillsTheFieldsThatItNames() {
        model.edit(WHOLE, "4");
        model.fill(Values.parse("{\"ticket\":\"From a row\",\"tags\":[1],\"other\":1}"));

        assertThat(model.edited(TEXT)).isEqualTo("From a row");
        assertThat(model.edited(WHOLE)).isEqualTo("4");
        assertThat(Values.parse(model.edited(LIST))).isEqualTo(Values.parse("[1]"));
    }

    @Test
    void secretInputsAreNotRemembered() {
        model.setFields(List.of(TEXT, WHOLE), Set.of("ticket"));
        model.edit(TEXT, "1234");
        model.edit(WHOLE, "5");

        assertThat(model.remember()).isEqualTo(Map.of("age", "5"));
    }

    @Test
    void otherInputsKeepTheTextsOfThoseThatStay() {
        model.edit(TEXT, "Kept");
        model.setFields(List.of(TEXT), Set.of());

        assertThat(model.remember()).isEqualTo(Map.of("ticket", "Kept"));
    }
}
