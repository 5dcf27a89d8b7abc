package dev.dspex.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class StreamsFileTest {
    private static final ObjectNode INPUTS =
            JsonMapper.builder().build().createObjectNode().put("ticket", "Where is it?");

    @TempDir Path project;

    @Test
    void nothingIsSetUpAtFirst() {
        assertThat(StreamsFile.read(project, "triage")).isEqualTo(new StreamsFile.Read.Ok(null));
    }

    @Test
    void whatIsKeptOfAProgramIsReadAgainAndOthersStay() throws Exception {
        var stored = new StreamsFile.Stored(StreamPlan.simple(), INPUTS);
        StreamsFile.write(project, "triage", stored);
        StreamsFile.write(project, "reply", new StreamsFile.Stored(StreamPlan.simple(), INPUTS));

        assertThat(StreamsFile.read(project, "triage")).isEqualTo(new StreamsFile.Read.Ok(stored));
        assertThat(StreamsFile.read(project, "reply")).isEqualTo(new StreamsFile.Read.Ok(stored));
    }

    @Test
    void aFileThatCannotBeReadIsToldAndLeftAsItIs() throws IOException {
        var file = project.resolve(StreamsFile.NAME);
        Files.writeString(file, "{ lanes: ");

        assertThat(StreamsFile.read(project, "triage")).isInstanceOf(StreamsFile.Read.Bad.class);
        var stored = new StreamsFile.Stored(StreamPlan.simple(), INPUTS);
        assertThatThrownBy(() -> StreamsFile.write(project, "triage", stored))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(StreamsFile.NAME);
        assertThat(file).hasContent("{ lanes: ");
    }

    @Test
    void aPlanOfAnotherFormIsTold() throws IOException {
        Files.writeString(
                project.resolve(StreamsFile.NAME),
                "{\"format\":1,\"programs\":{\"triage\":{\"plan\":{\"lanes\":[]}}}}");

        assertThat(StreamsFile.read(project, "triage"))
                .isEqualTo(new StreamsFile.Read.Bad("The plan of triage has another form."));
    }
}
