# The program recjpq in an image:
#
#   docker build -t recjpq .
#   docker run --rm -v "$PWD:/work" recjpq quickstart        # writes /work/runs
#
# No Docker was available where this was written: neither the build nor the image has been tried. What the image
# starts is the distribution of `mvn -Pdist package`, which .ci/dist.sh tries.

# Both images are based on a Linux with glibc, which TensorFlow needs: not Alpine.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN mvn -B -ntp -Pdist -Dmaven.test.skip=true -Dspotless.check.skip=true -Djacoco.skip=true -pl program -am package \
 && mkdir /dist \
 && tar -xzf program/target/recjpq-*.tar.gz -C /dist --strip-components=1

FROM eclipse-temurin:17-jre
COPY --from=build /dist /opt/recjpq
RUN ln -s /opt/recjpq/bin/recjpq /usr/local/bin/recjpq \
 && useradd --create-home recjpq \
 && mkdir /work && chown recjpq /work
USER recjpq
WORKDIR /work
# The JVM takes half of the container's memory at most (bin/start.sh); RECJPQ_JAVA_OPTS=-Xmx... sets another limit.
ENTRYPOINT ["recjpq"]
CMD ["--help"]
