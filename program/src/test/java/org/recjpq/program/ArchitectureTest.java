package org.recjpq.program;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Rules of the project's architecture that the compiler does not check. */
@AnalyzeClasses(packages = "org.recjpq", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule MODULES_DEPEND_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("assignment")
          .definedBy("org.recjpq.assignment..")
          .layer("graph")
          .definedBy("org.recjpq.graph..")
          .layer("savedmodels")
          .definedBy("org.recjpq.savedmodels..")
          .layer("training")
          .definedBy("org.recjpq.training..")
          .layer("program")
          .definedBy("org.recjpq.program..")
          .whereLayer("program")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("training")
          .mayOnlyBeAccessedByLayers("program")
          .whereLayer("savedmodels")
          .mayOnlyBeAccessedByLayers("training", "program")
          .whereLayer("graph")
          .mayOnlyBeAccessedByLayers("savedmodels", "training", "program");

  @ArchTest
  static final ArchRule ASSIGNMENT_IS_PLAIN_JAVA =
      noClasses()
          .that()
          .resideInAPackage("org.recjpq.assignment..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.tensorflow..", "com.google.protobuf..", "picocli..");

  /** What asks a server, and what its answers are made of, runs without TensorFlow. */
  @ArchTest
  static final ArchRule THE_CLIENT_NEEDS_NO_TENSORFLOW =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.recjpq.savedmodels.client..",
              "org.recjpq.savedmodels.deployment..",
              "org.recjpq.savedmodels.files..",
              "org.recjpq.savedmodels.protocol..",
              "org.recjpq.savedmodels.recommendations..",
              "org.recjpq.savedmodels.records..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.tensorflow..", "com.google.protobuf..", "org.recjpq.graph..", "picocli..");

  /** Else the rule about cycles would not see them. */
  @ArchTest
  static final ArchRule SAVEDMODELS_HAS_ROOMS_ONLY =
      noClasses()
          .that()
          .doNotHaveSimpleName("package-info")
          .should()
          .resideInAPackage("org.recjpq.savedmodels");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("org.recjpq.(*).(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule GRAPH_KNOWS_NO_FILES_AND_NO_PROGRAM =
      noClasses()
          .that()
          .resideInAPackage("org.recjpq.graph..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.time..", "picocli..", "org.slf4j..");

  @ArchTest
  static final ArchRule ONLY_THE_PROGRAM_KNOWS_PICOCLI =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.recjpq.program..", "org.recjpq.benchmarks..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule ONLY_THE_PROGRAM_PRINTS =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.recjpq.program..", "org.recjpq.benchmarks..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule ONLY_MAIN_ENDS_THE_JVM =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("org.recjpq.program.RecJpq")
          .should()
          .callMethod(System.class, "exit", int.class);
}
