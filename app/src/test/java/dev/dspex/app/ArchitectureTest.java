package dev.dspex.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import javafx.application.Platform;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.List;
import java.util.Set;

/**
 * Each rule holds for the workbench and is proved once by classes of {@code broken} that break it.
 */
class ArchitectureTest {
    private static final Set<String> SHARED =
            Set.of("fx", "kit", "theme", "i18n", "notify", "command", "chart", "feed");

    private static final ArchRule ONE_WAY_TO_THE_FX_THREAD =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..app.fx..")
                    .should()
                    .callMethod(Platform.class, "runLater", Runnable.class);

    private static final ArchRule VIEW_MODELS_KNOW_NO_SCENE =
            noClasses()
                    .that()
                    .haveSimpleNameEndingWith("Model")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("javafx.scene..")
                    .allowEmptyShould(true);

    private static final ArchRule NO_CYCLES =
            slices().matching("dev.dspex.app.(*)..").should().beFreeOfCycles();

    private static final ArchRule FEATURES_DO_NOT_IMPORT_EACH_OTHER =
            slices().matching("dev.dspex.app.(*)..")
                    .should()
                    .notDependOnEachOther()
                    .ignoreDependency(
                            DescribedPredicate.alwaysTrue(),
                            DescribedPredicate.describe("shared", ArchitectureTest::shared));

    @TestFactory
    List<DynamicTest> rules() {
        return List.of(
                rule("one way to the JavaFX thread", ONE_WAY_TO_THE_FX_THREAD),
                rule("view models know no scene", VIEW_MODELS_KNOW_NO_SCENE),
                rule("no cycles", NO_CYCLES),
                rule("features do not import each other", FEATURES_DO_NOT_IMPORT_EACH_OTHER));
    }

    private static DynamicTest rule(String name, ArchRule rule) {
        return DynamicTest.dynamicTest(
                name,
                () -> {
                    rule.check(workbench());
                    assertThat(rule.evaluate(broken()).hasViolation())
                            .as("the breaking classes break it")
                            .isTrue();
                });
    }

    private static boolean shared(JavaClass type) {
        var name = type.getPackageName();
        var parts = name.split("\\.");
        return !name.startsWith("dev.dspex.app.") || SHARED.contains(parts[3]);
    }

    private static JavaClasses workbench() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.dspex.app");
    }

    private static JavaClasses broken() {
        return new ClassFileImporter()
                .importPackages("dev.dspex.app.brokenone", "dev.dspex.app.brokentwo");
    }
}
