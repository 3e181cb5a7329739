package io.meanwhile.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Date;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The walls of the core. Every rule says how many classes must stand behind it at least. */
class WallsTest {

  private static final String CORE = "io.meanwhile.core..";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.meanwhile.core")
          .that(DescribedPredicate.not(simpleName("package-info")));

  @Test
  void theCoreKnowsTheJdkJspecifyAndTheExpressionLibraryOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            CORE, "java..", "org.jspecify.annotations..", "dev.cel..", "com.google.common..")
        .check(atLeast(165, CLASSES));
  }

  @Test
  void theExpressionLibraryStaysInItsRoom() {
    noClasses()
        .that(resideInAPackage("io.meanwhile.core.expression..").negate())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.cel..", "com.google..")
        .check(atLeast(165, CLASSES));
    atLeast(8, CLASSES.that(resideInAPackage("io.meanwhile.core.expression..")));
  }

  @Test
  void noInputOrOutput() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("java.net..")
                .or(resideInAPackage("java.nio.file.."))
                .or(resideInAPackage("java.nio.channels.."))
                .or(resideInAPackage("java.sql.."))
                .or(resideInAPackage("java.util.logging.."))
                .or(nameMatching("java\\.io\\.(?!Serializable|UncheckedIOException).*")))
        .check(atLeast(165, CLASSES));
  }

  @Test
  void noThreadNoRandomSourceNoEnvironment() {
    noClasses()
        .should()
        .dependOnClassesThat(
            nameMatching(
                "java\\.lang\\.(Thread|ThreadLocal|Runtime|Process|ProcessBuilder|ProcessHandle)"))
        .orShould()
        .dependOnClassesThat(nameMatching("java\\.util\\.concurrent\\.(?!TimeUnit).*"))
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Random.class)
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.SplittableRandom")
        .orShould()
        .callCodeUnitWhere(target(UUID.class.getName(), "randomUUID"))
        .orShould()
        .callCodeUnitWhere(target("java.lang.Math", "random"))
        .orShould()
        .callCodeUnitWhere(target("java.lang.System", ".*"))
        .because("ids arrive in commands, so that replay gives the same answer every time")
        .check(atLeast(165, CLASSES));
  }

  @Test
  void noClock() {
    noClasses()
        .should()
        .callCodeUnitWhere(target("java\\.time\\..*", "now"))
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.time.Clock")
        .orShould()
        .callConstructor(Date.class)
        .because("time arrives in commands, so that replay gives the same answer every time")
        .check(atLeast(165, CLASSES));
  }

  @Test
  void nothingChangesOnceItIsMade() {
    // what is being made while one event or one command is worked on, and dropped right after
    DescribedPredicate<JavaClass> inTheMaking =
        simpleName("Turn")
            .or(simpleName("EffectChange"))
            .or(simpleName("SagaChange"))
            .or(simpleName("Exploration"))
            .or(simpleName("Visited"))
            .or(simpleName("Edges"))
            .or(simpleName("PatternSize"))
            .or(simpleName("Play"));
    fields()
        .that()
        .areDeclaredInClassesThat(DescribedPredicate.not(inTheMaking))
        .should()
        .beFinal()
        .check(atLeast(165, CLASSES));
    fields().that().areStatic().should().beFinal().check(atLeast(165, CLASSES));
    fields()
        .that()
        .areDeclaredInClassesThat()
        .arePublic()
        .should()
        .notHaveRawType(inTheMaking)
        .check(atLeast(165, CLASSES));
    classes().that(inTheMaking).should().bePackagePrivate().check(atLeast(165, CLASSES));
  }

  @Test
  void roomsDoNotSeeEachOtherInCircles() {
    slices()
        .matching("io.meanwhile.core.(*)..")
        .should()
        .beFreeOfCycles()
        .check(atLeast(165, CLASSES));
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses()
        .should(
            be(
                simpleNameEndingWith("Manager")
                    .or(simpleNameEndingWith("Helper"))
                    .or(simpleNameEndingWith("Util"))
                    .or(simpleNameEndingWith("Utils"))
                    .or(simpleNameEndingWith("Impl"))
                    .or(simpleName("Service"))))
        .check(atLeast(165, CLASSES));
  }

  private static DescribedPredicate<JavaCall<?>> target(String owner, String name) {
    return DescribedPredicate.describe(
        "call to " + owner + "." + name,
        call -> {
          CodeUnitCallTarget called = call.getTarget();
          JavaClass where = called.getOwner();
          return where.getName().matches(owner) && called.getName().matches(name);
        });
  }

  /** A rule that meets no class passes; this one does not. */
  private static JavaClasses atLeast(int minimum, JavaClasses classes) {
    assertThat(classes.size()).as("classes behind this wall").isGreaterThanOrEqualTo(minimum);
    return classes;
  }
}
