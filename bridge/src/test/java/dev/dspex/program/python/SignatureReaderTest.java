package dev.dspex.program.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.program.Field;
import dev.dspex.program.Program;
import dev.dspex.program.Signature;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

/** Classes as people write them, and what is said where they are wrong. */
class SignatureReaderTest {

    @Test
    void aClassAsInTheTutorials() {
        Signature signature =
                good(
                        """
                        from typing import Literal, Optional
                        import dspy
                        from pydantic import BaseModel, Field

                        # what is in a mail
                        class ExtractedEntity(BaseModel):
                            \"""A thing that is named.\"""
                            entity_type: str = Field(description="What it is")
                            value: str
                            confidence: float = Field(ge=0.0, le=1)   # share
                            when: Optional[str] = None

                        Kind = Literal["order", "support", "other"]

                        class ClassifyEmail(dspy.Signature):
                            \"""Classify the type of an email.

                            Say how urgent it is
                              and why.
                            \"""

                            email_subject: str = dspy.InputField(desc="The subject line")
                            sender: str = dspy.InputField()
                            email_type: Kind = dspy.OutputField(
                                desc="Its type: "
                                     "one of three",
                            )
                            score: int | None = dspy.OutputField(ge=-1)
                            entities: list[ExtractedEntity] = dspy.OutputField()
                            plain = dspy.OutputField()
                        """);
        assertThat(signature.name()).isEqualTo("ClassifyEmail");
        assertThat(signature.instructions())
                .isEqualTo("Classify the type of an email.\n\nSay how urgent it is\n  and why.");
        assertThat(signature.inputs())
                .extracting(Field::name)
                .containsExactly("email_subject", "sender");
        assertThat(signature.outputs())
                .extracting(f -> f.type().text())
                .containsExactly(
                        "literal['order', 'support', 'other']",
                        "optional[int]",
                        "list[ExtractedEntity]",
                        "str");
        assertThat(signature.outputs().getFirst().description())
                .isEqualTo("Its type: one of three");
        assertThat(signature.outputs().get(1).constraints().ge()).isEqualTo(-1.0);
    }

    @Test
    void recordTypesComeWithTheirWords() {
        Reading reading =
                SignatureReader.read(
                        """
                        import dspy
                        import pydantic as p

                        class Customer(p.BaseModel):
                            "Who wrote."
                            tier: str = p.Field(description='Level', min_length=1)

                        class S(dspy.Signature):
                            c: "Customer" = dspy.InputField()
                            d: Order = dspy.OutputField()
                        """,
                        List.of("Order"));
        assertThat(reading.marks()).isEmpty();
        assertThat(reading.types()).hasSize(1);
        assertThat(reading.types().getFirst().description()).isEqualTo("Who wrote.");
        assertThat(reading.types().getFirst().fields().getFirst().constraints().minLength())
                .isEqualTo(1);
        assertThat(reading.places()).containsKeys("Customer", "Customer.tier", "c", "d");
    }

    @Test
    void aReservedNameIsMarkedWithTheReason() {
        Mark mark =
                only(
                        """
                        import dspy
                        class S(dspy.Signature):
                            a: str = dspy.InputField()
                            config: str = dspy.InputField()
                            b: str = dspy.OutputField()
                        """);
        assertThat(mark.line()).isEqualTo(4);
        assertThat(mark.column()).isEqualTo(5);
        assertThat(mark.message()).contains("config").contains("argument of Predict");
    }

    @Test
    void wrongPlacesAreMarkedAllAtOnce() {
        Reading reading =
                SignatureReader.read(
                        """
                        import dspy
                        class S(dspy.Signature):
                            a: strr = dspy.InputField()
                            b: str
                            c: list[int = dspy.OutputField()
                        """,
                        List.of());
        assertThat(reading.signature()).isNull();
        assertThat(reading.marks()).extracting(Mark::line).startsWith(3, 4, 5);
        assertThat(reading.marks().getFirst().message())
                .isEqualTo("There is no type \"strr\". Did you mean str?");
        assertThat(reading.marks().getFirst().span()).isEqualTo(new Span(44, 48));
    }

    @Test
    void whatIsNotKeptIsSaidWithoutStoppingAnything() {
        Reading reading =
                SignatureReader.read(
                        """
                        class S(dspy.Signature):
                            a: str = dspy.InputField(prefix="A:", default="x")
                            b: bool = dspy.OutputField()
                        """,
                        List.of());
        assertThat(reading.signature()).isNotNull();
        assertThat(reading.marks()).noneMatch(Mark::error).hasSize(5);
    }

    @Test
    void codeThatRunsIsNoSignature() {
        Mark mark = only("import dspy\nprint('hi')\n");
        assertThat(mark.line()).isEqualTo(2);
        assertThat(only("import dspy\nclass S(dspy.Signature):\n    a: str = open('x')\n").line())
                .isEqualTo(3);
    }

    @Test
    void longAndDeepTextsEndSoon() {
        String deep = "[".repeat(100_000);
        assertThat(SignatureReader.read("x = " + deep, List.of()).signature()).isNull();
        assertThat(SignatureReader.read("class A(" + "A|".repeat(50_000), List.of()).marks())
                .isNotEmpty();
    }

    private static Mark only(String text) {
        Reading reading = SignatureReader.read(text, List.of());
        assertThat(reading.signature()).isNull();
        return reading.marks().stream().filter(Mark::error).findFirst().orElseThrow();
    }

    private static Signature good(String text) {
        Reading reading = SignatureReader.read(text, List.of());
        assertThat(reading.marks())
                .extracting(Mark::message)
                .allMatch(said -> said.startsWith("The name Kind is not kept"));
        return Objects.requireNonNull(reading.signature());
    }

    @Test
    void commentsStandWithWhatTheyAreAbout() {
        String code =
                """
                # For the mail room.
                import dspy

                # Whom it is from.
                class Customer(BaseModel):
                    tier: str  # free or business

                # Sorts mail.
                class Sort(dspy.Signature):  # a first try
                    \"""Sort it.\"""

                    # all of it
                    mail: str = dspy.InputField()
                    team: Literal[
                        'a',  # the first
                        'b',
                    ] = dspy.OutputField()
                    # more teams come in May
                """;
        Reading reading = SignatureReader.read(code, List.of());
        Signature signature = Objects.requireNonNull(reading.signature());
        assertThat(reading.types().getFirst().comment())
                .isEqualTo("For the mail room.\nWhom it is from.");
        assertThat(reading.types().getFirst().fields().getFirst().comment())
                .isEqualTo("free or business");
        assertThat(signature.comment()).isEqualTo("Sorts mail.\na first try");
        assertThat(signature.inputs().getFirst().comment()).isEqualTo("all of it");
        assertThat(signature.outputs().getFirst().comment())
                .isEqualTo("the first\nmore teams come in May");
        Program program = Program.empty("p").withTypes(reading.types());
        String again = SignatureWriter.text(signature, program);
        assertThat(SignatureReader.read(again, List.of()).signature()).isEqualTo(signature);
        assertThat(again).contains("    # all of it\n    mail: str", "# Sorts mail.\n");
    }

    @Test
    void enumerationsAreLiteralsOfTheirValues() {
        String code =
                """
                from enum import Enum, StrEnum, auto

                import dspy

                class Team(str, Enum):
                    BILLING = 'billing'
                    TECH = 'tech'

                class Tone(StrEnum):
                    CALM = auto()

                class Sort(dspy.Signature):
                    mail: str = dspy.InputField()
                    team: Team = dspy.OutputField()
                    tones: list[Tone] = dspy.OutputField()
                """;
        Reading reading = SignatureReader.read(code, List.of());
        Signature signature = Objects.requireNonNull(reading.signature());
        assertThat(signature.outputs())
                .extracting(field -> field.type().text())
                .containsExactly("literal['billing', 'tech']", "list[literal['calm']]");
        assertThat(reading.marks())
                .extracting(Mark::message)
                .allMatch(message -> message.contains("is kept as a Literal"));
        assertThat(reading.marks()).hasSize(2);
    }

    @Test
    void whatAnEnumerationCannotBeIsSaidAtItsPlace() {
        String code = "import dspy\nfrom enum import Enum\nclass A(Enum):\n    X = 1.5\n";
        Reading reading = SignatureReader.read(code, List.of());
        assertThat(reading.signature()).isNull();
        assertThat(reading.marks().getFirst().line()).isEqualTo(4);
    }
}
