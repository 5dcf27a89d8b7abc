package dev.dspex;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the packages of the bridge may know of each other. Each rule is proved by a class that
 * breaks it.
 */
class ArchitectureTest {

    private static final String ROOT = "dev.dspex";
    private static final String BROKEN = "dev.dspex.broken";

    private static final JavaClasses BRIDGE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(ROOT);
    private static final JavaClasses BREAKERS = new ClassFileImporter().importPackages(BROKEN);

    /** The rules, made for the packages below a root. */
    private static List<ArchRule> rules(String root) {
        return List.of(
                slices().matching(root + ".(*)..")
                        .should()
                        .beFreeOfCycles()
                        .because("a package can then be read, tested and removed by itself"),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("javafx..")
                        .because("the bridge runs without a display"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(root + ".gateway..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("py4j..")
                        .because("the wire to Python can then be replaced in one place"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(root + ".store..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..")
                        .because("the store decides what is durable"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(root + ".cli..")
                        .should()
                        .accessField(System.class, "out")
                        .orShould()
                        .accessField(System.class, "err")
                        .because(
                                "standard output is the command line's JSON; everything else logs"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(root + ".cli..")
                        .should()
                        .callMethod(System.class, "exit", int.class)
                        .because("only the command line ends the process"),
                fields().that()
                        .areStatic()
                        .and()
                        .arePublic()
                        .should()
                        .beFinal()
                        .allowEmptyShould(true)
                        .because("shared state has an owner"),
                knowsOnly(root, "program"),
                knowsOnly(root, "event", "program"),
                knowsOnly(root, "store", "event", "program", "variable"),
                knowsOnly(root, "dataset", "program"));
    }

    private static ArchRule knowsOnly(String root, String name, String... others) {
        String[] known =
                Stream.concat(Stream.of(name), Stream.of(others))
                        .map(other -> root + "." + other + "..")
                        .toArray(String[]::new);
        return classes()
                .that(resideInAPackage(root + "." + name + ".."))
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage(ROOT + "..")).or(resideInAnyPackage(known)))
                .allowEmptyShould(true)
                .because("the model is the ground that everything else stands on");
    }

    @TestFactory
    Stream<DynamicTest> theBridgeKeepsTheRules() {
        return rules(ROOT).stream()
                .map(
                        rule ->
                                DynamicTest.dynamicTest(
                                        rule.getDescription(), () -> rule.check(BRIDGE)));
    }

    @TestFactory
    Stream<DynamicTest> eachRuleIsBrokenByAClassThatBreaksIt() {
        return rules(BROKEN).stream()
                .map(
                        rule ->
                                DynamicTest.dynamicTest(
                                        rule.getDescription(),
                                        () ->
                                                assertThat(rule.evaluate(BREAKERS).hasViolation())
                                                        .isTrue()));
    }
}
