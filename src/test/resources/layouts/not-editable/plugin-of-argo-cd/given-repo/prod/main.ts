new Chart()
