package io.meanwhile.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.Resource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** The walls of the service. Every rule says how many classes must stand behind it at least. */
class WallsTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.meanwhile.app")
          .that(DescribedPredicate.not(simpleName("package-info")));

  @Test
  void axonStaysInItsRooms() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            room("engine"), room("log"), room("dispatch"), room("projections"), room("config"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.axonframework..")
        .check(atLeast(400, CLASSES));
  }

  @Test
  void onlyFreeAxonIsUsed() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.axoniq..")
        .check(atLeast(400, CLASSES));
  }

  @Test
  void nothingDependsOnTheRoomsThatFaceTheUser() {
    for (String facing : new String[] {"api", "console", "cli"}) {
      noClasses()
          .that(resideInAnyPackage(room(facing), room("config"), "io.meanwhile.app").negate())
          .should()
          .dependOnClassesThat()
          .resideInAPackage(room(facing))
          .because("only the start and the wiring may know " + facing)
          .check(atLeast(400, CLASSES));
    }
  }

  @Test
  void roomsDoNotSeeEachOtherInCircles() {
    slices()
        .matching("io.meanwhile.app.(*)..")
        .should()
        .beFreeOfCycles()
        .because(
            "wiring (config) sees every room, so no room sees config: a room takes its settings as"
                + " constructor arguments or as a properties record of its own")
        .check(atLeast(400, CLASSES));
  }

  @Test
  void whatIsNeededComesThroughTheConstructor() {
    noFields()
        .should()
        .beAnnotatedWith(Autowired.class)
        .orShould()
        .beAnnotatedWith(Resource.class)
        .orShould()
        .beAnnotatedWith(Value.class)
        .check(atLeast(400, CLASSES));
    noMethods()
        .should()
        .beAnnotatedWith(Autowired.class)
        .orShould()
        .beAnnotatedWith(Resource.class)
        .check(atLeast(400, CLASSES));
  }

  @Test
  void jsonIsReadAndWrittenWithJackson3() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("com.fasterxml.jackson.databind..", "com.fasterxml.jackson.core.."))
        .because("Jackson 2 is here only because Axon brings it")
        .check(atLeast(400, CLASSES));
  }

  @Test
  void userInputMeetsNoSpringExpressionAndNoJavaSerialization() {
    noClasses()
        .should()
        .dependOnClassesThat(resideInAPackage("org.springframework.expression.."))
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .check(atLeast(400, CLASSES));
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
        .check(atLeast(400, CLASSES));
  }

  private static String room(String name) {
    return "io.meanwhile.app." + name + "..";
  }

  /** A rule that meets no class passes; this one does not. */
  private static JavaClasses atLeast(int minimum, JavaClasses classes) {
    assertThat(classes.size()).as("classes behind this wall").isGreaterThanOrEqualTo(minimum);
    return classes;
  }
}
