package dev.dspex.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.agent.AgentsFile.Read;
import dev.dspex.program.Problem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The file of a project's agents. */
class AgentsFileTest {
    private static final String TEXT =
            """
            {
              "format": 1,
              "agents": [
                {
                  "name": "urgency_cot",
                  "description": "Thinks first.",
                  "program": "triage",
                  "state": "state/triage/r-1.json",
                  "lm": "main",
                  "provides": [
                    "classification",
                    "reasoning"
                  ],
                  "requires": [
                    "llm_access"
                  ],
                  "place": "desk"
                },
                {
                  "name": "teacher",
                  "program": "triage",
                  "provides": [
                    "dspy_optimization"
                  ],
                  "requires": [
                    "llm_access",
                    "training_data"
                  ],
                  "optimizer": {
                    "name": "BootstrapFewShot",
                    "settings": {"max_bootstrapped_demos": 2}
                  }
                }
              ],
              "places": [
                {
                  "name": "desk",
                  "provides": [
                    "orders_api"
                  ]
                }
              ],
              "requires": [
                "classification"
              ]
            }
            """;

    private static Registry ok(Read read) {
        return switch (read) {
            case Read.Ok(Registry registry) -> registry;
            case Read.Bad(List<Problem> problems) -> throw new AssertionError(problems.toString());
        };
    }

    private static List<Problem> bad(String text) {
        return AgentsFile.parse(text, "agents.json") instanceof Read.Bad bad
                ? bad.problems()
                : List.of();
    }

    @Test
    void whatIsReadIsWrittenTheSameAgain(@TempDir Path project) throws Exception {
        Files.writeString(project.resolve(AgentsFile.NAME), TEXT);
        Registry registry = ok(AgentsFile.read(project));
        assertThat(AgentsFile.text(registry)).isEqualTo(TEXT);
        AgentsFile.write(project, registry);
        assertThat(project.resolve(AgentsFile.NAME)).hasContent(TEXT);
        assertThat(ok(AgentsFile.read(project))).isEqualTo(registry);
        assertThat(registry.offered("desk")).containsExactly("orders_api");
        assertThat(registry.agent("teacher"))
                .hasValueSatisfying(agent -> assertThat(agent.place()).isEqualTo(AgentPlace.LOCAL));
    }

    @Test
    void withoutAFileThereAreNoAgents(@TempDir Path project) {
        assertThat(ok(AgentsFile.read(project))).isEqualTo(Registry.EMPTY);
    }

    @Test
    void whatIsWrongNamesTheFileTheAgentAndTheKey() {
        List<Problem> problems =
                bad(
                        """
                        {"format": 1, "agents": [
                          {"name": "a", "program": "p", "provide": ["x"]},
                          {"name": "a", "program": "p", "provides": ["Not one"], "place": "moon"},
                          {"name": "b", "provides": ["dspy_optimization"], "requires": ["x", "x"]}
                        ]}
                        """);
        assertThat(problems)
                .allSatisfy(one -> assertThat(one.file()).isEqualTo("agents.json"))
                .extracting(
                        one -> one.code() + " " + one.node() + "." + one.field() + " " + one.line())
                .containsExactlyInAnyOrder(
                        "unknown_key a.provide 2",
                        "duplicate_name a.name 3",
                        "bad_capability a.provides 3",
                        "unknown_place a.place 3",
                        "missing_key b.program 4",
                        "missing_key b.optimizer 4",
                        "duplicate_capability b.requires 4");
    }

    @Test
    void aFileThatIsNoneIsSaid() {
        assertThat(bad("{\"format\": 2}"))
                .extracting(Problem::code)
                .containsExactly("newer_format");
        assertThat(bad("[]")).extracting(Problem::code).containsExactly("bad_value");
        assertThat(bad("{")).extracting(Problem::code).containsExactly("syntax");
    }
}
